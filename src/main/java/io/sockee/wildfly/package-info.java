/** What only WildFly needs. Nothing else may refer to it: other servers have none of the classes that it uses. */
@NullMarked
package io.sockee.wildfly;

import org.jspecify.annotations.NullMarked;
