/** An application of the tests: what it emits goes with what it stores. */
package io.sockee.it.parcels;
