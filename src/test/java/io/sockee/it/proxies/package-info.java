/** The reverse-proxy samples of {@code deploy}, each really started, between clients and the server under test. */
package io.sockee.it.proxies;
