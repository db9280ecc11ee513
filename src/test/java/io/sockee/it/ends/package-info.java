/** An application of the tests: how sockets end. */
package io.sockee.it.ends;
