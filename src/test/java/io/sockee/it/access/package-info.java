/** An application of the tests: methods that are not for everybody. */
package io.sockee.it.access;
