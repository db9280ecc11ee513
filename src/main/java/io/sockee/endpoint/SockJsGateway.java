package io.sockee.endpoint;

import io.sockee.sockjs.SockJsPages;
import io.sockee.sockjs.SockJsServer;
import java.util.function.IntSupplier;

/**
 * What the adapters of one SockJS prefix share.
 *
 * @param prefix where it is served, such as {@code /echo}
 * @param entry what they share with all other paths
 * @param entropy random bits, unpredictable ones
 */
public record SockJsGateway(String prefix, SockJsServer server, SockJsPages pages, Entry entry, IntSupplier entropy) {}
