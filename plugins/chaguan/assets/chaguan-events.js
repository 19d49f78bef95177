/* <chaguan-events src="https://town.example/groups/menders/">: what is on in a town, on any page. */
(() => {
  "use strict";
  const root = document.currentScript.src.replace(/assets\/chaguan\/[^/]*$/, "");
  class ChaguanEvents extends HTMLElement {
    static observedAttributes = ["src"];
    connectedCallback() {
      addEventListener("message", this);
      this.show();
    }
    disconnectedCallback() {
      removeEventListener("message", this);
    }
    attributeChangedCallback() {
      if (this.isConnected) this.show();
    }
    /* Only pages of the town that the script is from; what stands in the element is there until the list is. */
    show() {
      this.frame?.remove();
      this.frame = undefined;
      const page = new URL(this.getAttribute("src") || root, root);
      const path = page.origin + page.pathname;
      const home = new URL(this.getAttribute("home") || root, root).href;
      if (!home.startsWith(root) || !path.startsWith(home)) throw new Error(`chaguan-events: ${path} is not below ${root}`);
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("title") || this.textContent.trim() || page.host;
      frame.loading = "lazy";
      frame.referrerPolicy = "no-referrer";
      frame.sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox";
      frame.style.cssText = "display:block;width:100%;height:20em;border:0";
      frame.addEventListener("load", () => frame.contentWindow.postMessage("chaguan", "*"));
      frame.src = `${home}embed/${path.slice(home.length)}`;
      this.append(frame);
      this.frame = frame;
    }
    handleEvent({ source, data }) {
      if (source !== this.frame?.contentWindow || !(data?.chaguan > 0)) return;
      this.frame.style.height = `${data.chaguan}px`;
      for (const each of this.children) each.hidden = each !== this.frame;
    }
  }
  customElements.define("chaguan-events", ChaguanEvents);
})();
