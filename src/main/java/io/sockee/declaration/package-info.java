/** What the application says to emit: emitters, and annotations that publish events of CDI; read and checked when it starts. */
@NullMarked
package io.sockee.declaration;

import org.jspecify.annotations.NullMarked;
