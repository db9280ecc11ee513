/** A service of SockJS for clients that hear of their own close with the next heartbeat. */
package io.sockee.it.heartbeats;
