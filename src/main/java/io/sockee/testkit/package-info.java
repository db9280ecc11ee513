/**
 * Tests of applications: controllers run in a plain CDI container (Weld SE), without a server, and fake clients speak to
 * them. For JUnit 5 and newer; the WAR has none of it.
 */
@NullMarked
package io.sockee.testkit;

import org.jspecify.annotations.NullMarked;
