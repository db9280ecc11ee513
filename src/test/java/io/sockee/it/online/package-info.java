/** Who is online, and what is said to a user, for tests. */
package io.sockee.it.online;
