/** An application of the tests: what goes wrong, and how its clients are told. */
package io.sockee.it.failures;
