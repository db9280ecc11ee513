/** Controllers that must keep an application from being deployed. */
package io.sockee.it.wrong;
