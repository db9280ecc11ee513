@org.jspecify.annotations.NullMarked
package io.sockee.it.farewell;
