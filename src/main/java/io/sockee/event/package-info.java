/** Events as they travel: a name and arguments that stay raw JSON until a controller binds them. Pure Java. */
@NullMarked
package io.sockee.event;

import org.jspecify.annotations.NullMarked;
