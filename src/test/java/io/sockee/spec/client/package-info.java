/**
 * Small protocol clients of the specification tests.
 *
 * <p>They are the project's own, and deliberately naive: a test has to be able to send what no real client would, and
 * to see the bytes that came back. Every read has a deadline, so that a silent server fails a test instead of hanging it.
 */
package io.sockee.spec.client;
