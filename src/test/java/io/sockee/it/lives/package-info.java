/** An application of the tests: it knows whether its earlier lives are still in memory. */
package io.sockee.it.lives;
