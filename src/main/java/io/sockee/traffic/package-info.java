/** What is written down, for a while, of the packets of one socket or one user, when somebody who may has asked for it. */
@NullMarked
package io.sockee.traffic;

import org.jspecify.annotations.NullMarked;
