/** Calls of actions over HTTP, without HTTP: what a request asks for, and what it is answered. */
@NullMarked
package io.sockee.action;

import org.jspecify.annotations.NullMarked;
