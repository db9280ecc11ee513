/** The push gateway: clients that their website lets in, and what the website sends to them by HTTP. */
@NullMarked
package io.sockee.push;

import org.jspecify.annotations.NullMarked;
