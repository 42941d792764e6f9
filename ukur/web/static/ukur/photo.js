// A phone's photo is made smaller before it is sent: 1600 pixels show every figure of a page, at a tenth of the weight.

const LONGEST = 1600;
const HEAVY = 400000; // bytes; smaller pictures go as they are

async function smaller(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.82); });
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" });
}

async function chosen(event) {
  const [file] = event.target.files;
  if (!file || !file.type.startsWith("image/") || file.size < HEAVY) return;
  try {
    const list = new DataTransfer();
    list.items.add(await smaller(file));
    event.target.files = list.files;
  } catch { /* a picture the browser cannot read goes as it is; the server says what it thinks of it */ }
}

for (const input of document.querySelectorAll("form[data-shrink] input[type=file]")) {
  input.addEventListener("change", chosen);
}
