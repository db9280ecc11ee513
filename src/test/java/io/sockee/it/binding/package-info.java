/** An application of the tests: parameters of every kind, and events and namespaces that are patterns. */
package io.sockee.it.binding;
