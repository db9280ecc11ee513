package io.sockee.it.load;

import io.sockee.api.Controller;
import io.sockee.bench.BenchHandlers;

/** The handlers that are measured, in a namespace of their own: those of the conformance suites say something to whom connects. */
@Controller(namespace = "/load")
public class LoadController extends BenchHandlers {}
