/** An application of the tests: a citizen of CDI. */
package io.sockee.it.cdi;
