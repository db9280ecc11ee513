/** Between SockJS connections and the application's {@link io.sockee.api.SockJsService services}. */
@NullMarked
package io.sockee.service;

import org.jspecify.annotations.NullMarked;
