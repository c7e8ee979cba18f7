package io.saasbricks.local.dynamodb;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a JUnit test class that runs against DynamoDB Local. Its constructor, test and life-cycle
 * methods may take a {@link LocalTable}; within one test all get the same, and no two tests share a
 * tenant. Server and table are started by the first test that asks and serve the whole JVM.
 *
 * <pre>{@code
 * @DynamoDbLocalTest
 * class CartTest {
 *   @Test
 *   void remembersItsItems(LocalTable table) { ... }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DynamoDbLocalExtension.class)
public @interface DynamoDbLocalTest {}
