/** Servers as processes of their own, which tests start, kill and start again. */
package io.sockee.servers;
