import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import jwt from 'jsonwebtoken';

const table = process.env.APP_TABLE;
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ region: process.env.AWS_REGION, endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB }));

const read = (pk, sk) => client.send(new GetCommand({ TableName: table, Key: { PK: pk, SK: sk } }));

// As ours: a signature, the revocations, the tenant.
export const handler = async event => {
  const token = event.headers.authorization.replace(/^Bearer /, '');
  const claims = jwt.verify(token, process.env.SESSION_SECRET, { algorithms: ['HS256'] });
  const revoked = await read('REVOKED', claims.sub);
  const tenant = await read('TENANT#' + claims.tenant, 'PROFILE');
  return {
    isAuthorized: !revoked.Item,
    context: { tenantId: claims.tenant, userId: claims.sub, plan: tenant.Item?.plan ?? 'free' },
  };
};
