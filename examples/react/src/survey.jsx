import { useEffect, useRef } from "react";

/** `<good-word>`: its attributes are properties here, and `onDelivered` is called when an answer has arrived. */
export function Survey({ onDelivered, children, ...attributes }) {
  const element = useRef(null);
  useEffect(() => {
    const survey = element.current;
    const tell = (event) => onDelivered?.(event.detail);
    survey.addEventListener("goodword:delivered", tell);
    return () => survey.removeEventListener("goodword:delivered", tell);
  }, [onDelivered]);
  return <good-word ref={element} {...attributes}>{children}</good-word>;
}
