/** An application of the tests: calls that take as long as a client wants. */
package io.sockee.it.threads;
