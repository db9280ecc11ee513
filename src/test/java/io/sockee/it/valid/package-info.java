/** An application of the tests: arguments with constraints. */
package io.sockee.it.valid;
