/** A service of SockJS for clients that break off, do not read, or never come back. */
package io.sockee.it.faults;
