package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/** DynamoDB's JSON protocol: an operation name and a body in, a status and a body out. */
final class JsonService {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, Function<JsonNode, ObjectNode>> operations = new HashMap<>();

  JsonService(InstantSource time) {
    Tables tables = new Tables();
    ExpressionCache cache = new ExpressionCache();
    addItemOperations(tables, cache, time);
    TableOperations onTables = new TableOperations(tables, time);
    operations.put("CreateTable", onTables::create);
    operations.put("DescribeTable", onTables::describe);
    operations.put("DeleteTable", onTables::delete);
    operations.put("ListTables", onTables::list);
    operations.put("UpdateTimeToLive", onTables::updateTimeToLive);
    operations.put("DescribeTimeToLive", onTables::describeTimeToLive);
  }

  private void addItemOperations(Tables tables, ExpressionCache cache, InstantSource time) {
    WriteOperations writes = new WriteOperations(tables, cache);
    operations.put("PutItem", writes::put);
    operations.put("UpdateItem", writes::update);
    operations.put("DeleteItem", writes::delete);
    operations.put("BatchWriteItem", writes::batchWrite);
    ReadOperations reads = new ReadOperations(tables, cache);
    operations.put("GetItem", reads::get);
    operations.put("BatchGetItem", reads::batchGet);
    QueryOperations queries = new QueryOperations(tables, cache);
    operations.put("Query", queries::query);
    operations.put("Scan", queries::scan);
    TransactionOperations transactions = new TransactionOperations(tables, cache, time);
    operations.put("TransactWriteItems", transactions::write);
    operations.put("TransactGetItems", transactions::get);
  }

  /** An answer of the service. */
  record Answer(int status, SdkBytes body) {}

  /** One request and its answer as they are on the wire. */
  Answer call(String operation, byte[] body) {
    try {
      return answer(200, execute(operation, request(body)));
    } catch (ServiceError e) {
      return answer(400, e.json());
    }
  }

  private static JsonNode request(byte[] body) {
    try {
      JsonNode request = MAPPER.readTree(body);
      if (request.isObject()) {
        return request;
      }
    } catch (IOException notJson) {
      // As for JSON that is no object.
    }
    throw ServiceError.unreadable("The request is no JSON object");
  }

  /**
   * One request; requests are made one after the other, so each is atomic.
   *
   * @throws ServiceError if it is refused
   */
  synchronized ObjectNode execute(String operation, JsonNode request) {
    Function<JsonNode, ObjectNode> function = operations.get(operation);
    if (function == null) {
      throw ServiceError.of("UnknownOperationException", "An unknown operation was requested.");
    }
    return function.apply(request);
  }

  private static Answer answer(int status, ObjectNode json) {
    try {
      return new Answer(status, SdkBytes.fromByteArrayUnsafe(MAPPER.writeValueAsBytes(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
