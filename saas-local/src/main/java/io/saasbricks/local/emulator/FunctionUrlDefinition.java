package io.saasbricks.local.emulator;

import org.jspecify.annotations.Nullable;

/**
 * The URL of a function.
 *
 * @param signed whether callers must sign with IAM credentials ({@code AuthType: AWS_IAM})
 * @param streaming whether answers are sent as they are written ({@code InvokeMode:
 *     RESPONSE_STREAM})
 */
record FunctionUrlDefinition(
    String functionId, boolean signed, @Nullable CorsDefinition cors, boolean streaming) {}
