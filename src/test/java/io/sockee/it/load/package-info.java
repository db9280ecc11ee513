/** What the load client of the benchmark is tried with. */
package io.sockee.it.load;
