/** How the server is, as those are told who ask: by HTTP of Sockee's own, and by MicroProfile Health where the server has it. */
@NullMarked
package io.sockee.health;

import org.jspecify.annotations.NullMarked;
