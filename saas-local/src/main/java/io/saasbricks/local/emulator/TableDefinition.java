package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A DynamoDB table.
 *
 * @param createTable the body of the {@code CreateTable} request
 * @param ttlAttribute the attribute that holds the time of expiry; null for a table without
 */
record TableDefinition(String name, JsonNode createTable, @Nullable String ttlAttribute) {}
