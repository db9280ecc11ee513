/**
 * A load client for servers of Socket.IO and SockJS: it counts what is lost, doubled or wrong, and what the server's processors
 * do for each message. One thread, the JDK alone; nothing here knows Sockee's own classes.
 */
package io.sockee.load;
