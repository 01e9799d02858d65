console.log("here I am");
