package io.sockee.conformance;

import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;

/** The echo of somebody who looks all the time whether clients are there. */
@SockJs(value = "/impatient_echo", responseLimit = 4096, heartbeatDelay = 500)
@NonBlocking
public class SockJsImpatientEcho extends SockJsEcho {}
