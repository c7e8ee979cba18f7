package io.saasbricks.metering.billing;

import io.saasbricks.metering.Metric;
import io.saasbricks.metering.UsageReader;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** What an exporter works with. */
record ExportSettings(
    UsageReader usage,
    BillingSink sink,
    InstantSource time,
    Map<Metric, String> meters,
    ExportMode mode,
    Optional<BillingStatement> statement,
    LatePolicy late,
    ExportListener listener,
    WindowLedger windows,
    AccountLedger accounts) {}
