import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

const { APP_TABLE, CONVERSATIONS_TABLE, COUNTERS_TABLE } = process.env;
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ region: process.env.AWS_REGION, endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB }));

const read = async (pk, sk) => (await client.send(new GetCommand({ TableName: APP_TABLE, Key: { PK: pk, SK: sk } }))).Item;

const count = (pk, sk, attributes) => {
  const names = Object.keys(attributes);
  return client.send(new UpdateCommand({
    TableName: COUNTERS_TABLE,
    Key: { PK: pk, SK: sk },
    UpdateExpression: 'ADD ' + names.map((_, i) => `#${i} :${i}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => ['#' + i, name])),
    ExpressionAttributeValues: Object.fromEntries(names.map((name, i) => [':' + i, attributes[name]])),
    ReturnValues: 'ALL_NEW',
  }));
};

async function ask(agent, message) {
  const response = await fetch(process.env.OPENAI_BASE_URL + '/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer ' + process.env.OPENAI_API_KEY },
    body: JSON.stringify({
      model: 'gpt-4o-mini',
      messages: [
        { role: 'system', content: `You are ${agent?.name ?? 'Ada'}, assistant of a bakery.` },
        { role: 'user', content: message },
      ],
    }),
  });
  if (!response.ok) {
    throw new Error('no answer: ' + response.status + ' ' + await response.text());
  }
  return response.json();
}

// The requests of ours: limit, owner, tenant, agent, quota, model, exchange, usage. Without validation, injection
// signals, leads, retries by another vendor, prices or exactly-once, and the vendor's key comes for nothing.
export const handler = async event => {
  const { agentId, message } = JSON.parse(event.body);
  await count('LIMIT#' + event.requestContext.http.sourceIp, 'DAY', { count: 1 });
  const owner = (await read('AGENT#' + agentId, 'OWNER'))?.tenant ?? 'tenant';
  await read('TENANT#' + owner, 'PROFILE');
  const agent = await read('TENANT#' + owner, 'AGENT#' + agentId);
  await count('QUOTA#' + owner, 'MONTH', { messages: 1 });
  const answer = await ask(agent, message);
  const reply = answer.choices[0].message.content;
  const conversationId = randomUUID();
  const exchange = { TableName: CONVERSATIONS_TABLE, Item: { PK: 'C#' + conversationId, SK: 'M#1', message, reply } };
  const head = { TableName: CONVERSATIONS_TABLE, Item: { PK: 'C#' + conversationId, SK: 'HEAD', count: 1, agentId } };
  await client.send(new TransactWriteCommand({ TransactItems: [{ Put: exchange }, { Put: head }] }));
  await count('USAGE#' + owner, new Date().toISOString().slice(0, 13), {
    messages: 1, input: answer.usage.prompt_tokens, output: answer.usage.completion_tokens });
  console.log(JSON.stringify({ level: 'INFO', message: 'request', route: 'POST /widget/chat', status: 200 }));
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ conversationId, reply, usage: answer.usage }),
  };
};
