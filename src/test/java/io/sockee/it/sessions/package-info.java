/** An application of the tests, deployed with the WAR. */
package io.sockee.it.sessions;
