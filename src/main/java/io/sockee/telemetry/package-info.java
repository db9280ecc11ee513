/** Traces calls by OpenTelemetry, where a server or an agent has it. Nothing else refers to OpenTelemetry, which need not be there. */
@NullMarked
package io.sockee.telemetry;

import org.jspecify.annotations.NullMarked;
