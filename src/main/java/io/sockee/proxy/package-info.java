/**
 * Where a request came from and what it addressed, when proxies lie between. Pure: no container, no look-up of names.
 */
@NullMarked
package io.sockee.proxy;

import org.jspecify.annotations.NullMarked;
