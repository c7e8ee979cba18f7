/**
 * The one seam to DynamoDB. Start with {@link io.saasbricks.core.table.TenantTable} for a tenant's
 * data and {@link io.saasbricks.core.table.SaasTable} for system-wide items; conditions and updates
 * are built from {@link io.saasbricks.core.table.Attribute}, {@link
 * io.saasbricks.core.table.Condition} and {@link io.saasbricks.core.table.Update}. Outside this
 * package nothing sees a type of the AWS SDK, save the client that is handed in.
 */
@org.jspecify.annotations.NullMarked
package io.saasbricks.core.table;
