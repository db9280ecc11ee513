/** An application of the tests: timers of sockets. */
package io.sockee.it.timers;
