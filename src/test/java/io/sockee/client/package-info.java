/** Tests of the JavaScript client, and of what the server tells of the application for it. */
@NullMarked
package io.sockee.client;

import org.jspecify.annotations.NullMarked;
