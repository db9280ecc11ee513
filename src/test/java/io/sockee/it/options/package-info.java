/** What the tests of options, of MessagePack and of recovery talk to. */
@NullMarked
package io.sockee.it.options;

import org.jspecify.annotations.NullMarked;
