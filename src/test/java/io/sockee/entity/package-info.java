@NullMarked
package io.sockee.entity;

import org.jspecify.annotations.NullMarked;
