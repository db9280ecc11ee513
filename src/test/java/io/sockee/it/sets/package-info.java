/** An application that does things with many sockets at once, guards its handshakes, and observes what the server does. */
package io.sockee.it.sets;
