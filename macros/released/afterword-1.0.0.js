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
#frame
connectedCallback(){
addEventListener('message',this)
this.#show()
}
disconnectedCallback(){
removeEventListener('message',this)
}
attributeChangedCallback(){
if(this.#frame)this.#show()
}
handleEvent({source,origin,data}){
if(source!==this.#frame?.contentWindow||origin!==new URL(base).origin)return
if(data?.type!=='afterword:height'||data.v!==1||!(data.height>0&&data.height<1e5))return
this.#frame.height=Math.ceil(data.height)
this.#frame.title=this.title||this.textContent.trim()||this.getAttribute('template')
}
#show(){
const slug=this.getAttribute('template')
if(!/^[a-z0-9-]+$/.test(slug))return
this.#frame??=this.#make()
const address=`${new URL(`${slug}/`, base)}#${this.#options()}`
if(this.#frame.src!==address)this.#frame.src=address
}
#options(){
const asked=OPTIONS.filter((name)=>this.hasAttribute(name)).map((name)=>[name,this.getAttribute(name)])
return new URLSearchParams([...asked,...Object.entries(this.dataset)])
}
#make(){
const root=this.attachShadow({mode:'open'})
const looks=new CSSStyleSheet()
looks.replaceSync(LOOKS.join(''))
root.adoptedStyleSheets=[looks]
const frame=document.createElement('iframe')
frame.allow='clipboard-write'
frame.title=this.getAttribute('template')
root.append(frame,document.createElement('slot'))
return frame
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
