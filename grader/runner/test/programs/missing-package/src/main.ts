import express from "express-of-the-student";

express().listen(Number(process.argv[3]), process.argv[2]);
