/**
 * Tests of applications: controllers run in a plain CDI container (Weld SE), without a server, and fake clients speak to
 * them. For JUnit 5 and newer; the WAR has none of it.
 *
 * <p>Put {@link io.sockee.testkit.SockeeTest} on a test class and name the beans; take a {@link
 * io.sockee.testkit.TestServer} as a parameter of the test, and {@linkplain io.sockee.testkit.TestServer#connect()
 * connect} clients to it.
 */
@NullMarked
package io.sockee.testkit;

import org.jspecify.annotations.NullMarked;
