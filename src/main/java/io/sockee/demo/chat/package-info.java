/** What a model looks like: a chat in tables of its own. Only where the demo is on and there are users. */
@NullMarked
package io.sockee.demo.chat;

import org.jspecify.annotations.NullMarked;
