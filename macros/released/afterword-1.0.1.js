(()=>{
'use strict'
const $={}
$['afterword-embed.js']=(()=>{
const OPTIONS=['accent','scheme','locale']
const LOOKS=[
':host(:not([hidden])) { display: block !important; position: static !important; height: auto !important; max-height: none !important; opacity: 1 !important; visibility: visible !important; }',
'iframe { display: block; width: 100%; border: 0; }',
'iframe:not([height]) { height: 0; visibility: hidden; }',
'iframe[height] + slot { display: none; }',
]
function embedFrom(base){
return class extends HTMLElement{
static observedAttributes=['template',...OPTIONS]
#slug
#frame
connectedCallback(){
addEventListener('message',this)
this.#show()
}
disconnectedCallback(){
removeEventListener('message',this)
}
attributeChangedCallback(){
if(this.isConnected)this.#show()
}
handleEvent({source,origin,data}){
if(source!==this.#frame?.contentWindow||origin!==new URL(base).origin)return
if(data?.type!=='afterword:height'||data.v!==1||!(data.height>0&&data.height<1e5))return
this.#frame.height=Math.ceil(data.height)
this.#frame.title=this.title||this.textContent.trim()||this.getAttribute('template')
}
#show(){
const slug=this.getAttribute('template')??''
if(this.#slug!==slug)this.#begin(slug)
if(!this.#frame)return
const address=`${new URL(`${slug}/`, base)}#${this.#options()}`
if(this.#frame.src!==address)this.#frame.src=address
}
#begin(slug){
this.#slug=slug
this.#frame?.remove()
this.#frame= /^[a-z0-9-]+$/.test(slug)?this.#make(slug):null
}
#options(){
const asked=OPTIONS.filter((name)=>this.hasAttribute(name)).map((name)=>[name,this.getAttribute(name)])
return new URLSearchParams([...asked,...Object.entries(this.dataset)])
}
#make(title){
const frame=Object.assign(document.createElement('iframe'),{title,allow:'clipboard-write'})
const root=this.shadowRoot??this.#open()
root.prepend(frame)
return frame
}
#open(){
const root=this.attachShadow({mode:'open'})
const looks=new CSSStyleSheet()
looks.replaceSync(LOOKS.join(''))
root.adoptedStyleSheets=[looks]
root.append(document.createElement('slot'))
return root
}
}
}
return{embedFrom}
})()
$['embed.js']=(()=>{
const{embedFrom}=$['afterword-embed.js']
const base=document.currentScript?.src
if(base&&!customElements.get('afterword-embed'))customElements.define('afterword-embed',embedFrom(base))
return{}
})()
})()
